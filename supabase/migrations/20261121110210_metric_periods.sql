-- The days of a period, and of the one that it is compared with.

create function private.bad_request(field text, hint text, message text) returns void
language plpgsql stable set search_path = ''
as $$
begin
  perform private.fail('22023', hint, message, pg_catalog.json_build_object('field', field)::text);
end $$;
comment on function private.bad_request(text, text, text) is 'Refuses a request for figures, naming its field.';

create function private.metric_custom_period(range jsonb, compare text)
returns table (from_day date, to_day date, compare_from date, compare_to date)
language plpgsql stable set search_path = ''
as $$
begin
  if coalesce(range ->> 'from', '') !~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' or coalesce(range ->> 'to', '') !~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' then
    perform private.bad_request('range', 'bad_range', 'A range has both days, written YYYY-MM-DD.');
  end if;
  begin
    from_day := (range ->> 'from')::date;
    to_day := (range ->> 'to')::date + 1;
  exception when datetime_field_overflow or invalid_datetime_format then
    perform private.bad_request('range', 'bad_range', 'There is no such day.');
  end;
  if from_day >= to_day or to_day - from_day > 36600 then
    perform private.bad_request('range', 'bad_range', 'A range begins before it ends, and spans at most a hundred years.');
  end if;
  if compare = 'last_year' then
    compare_from := from_day - interval '1 year';
    compare_to := (to_day - 1 - interval '1 year')::date + 1;
  else
    compare_from := from_day - (to_day - from_day);
    compare_to := from_day;
  end if;
  return next;
end $$;
comment on function private.metric_custom_period(jsonb, text) is 'A range {from, to}, both days included, compared with as many days before or with the same dates last year.';

create function private.metric_running_period(preset text, compare text, today date)
returns table (from_day date, to_day date, compare_from date, compare_to date)
language plpgsql stable set search_path = ''
as $$
declare
  how_many constant integer := pg_catalog.split_part(preset, '_', 2)::integer;
  back constant interval := case when compare = 'last_year' then interval '1 year' else pg_catalog.make_interval(months => how_many) end;
begin
  to_day := today + 1;
  if preset like '%days' then
    from_day := to_day - how_many;
    if compare = 'last_year' then
      compare_from := from_day - back;
      compare_to := (today - back)::date + 1;
    else
      compare_from := from_day - how_many;
      compare_to := from_day;
    end if;
  else
    from_day := (pg_catalog.date_trunc('month', today::timestamp) - pg_catalog.make_interval(months => how_many - 1))::date;
    compare_from := from_day - back;
    compare_to := (today - back)::date + 1;
  end if;
  return next;
end $$;
comment on function private.metric_running_period(text, text, date) is 'last_N_days and last_N_months up to today, the running month among them, compared up to the same day.';

create function private.metric_period(range jsonb, compare text, today date, week_start integer)
returns table (from_day date, to_day date, compare_from date, compare_to date)
language plpgsql stable set search_path = ''
as $$
declare
  preset text;
  unit text;
  step interval;
begin
  if pg_catalog.jsonb_typeof(range) <> 'object' then
    perform private.bad_request('range', 'bad_range', 'A range is {"preset": …} or {"from": …, "to": …}.');
  end if;
  preset := coalesce(range ->> 'preset', case when range ? 'from' or range ? 'to' then 'custom' else 'all' end);
  if preset = 'all' then
    return query select null::date, null::date, null::date, null::date;
    return;
  elsif preset = 'custom' then
    return query select * from private.metric_custom_period(range, compare);
    return;
  elsif preset ~ '^last_[1-9][0-9]{0,2}_(days|months)$' then
    return query select * from private.metric_running_period(preset, compare, today);
    return;
  elsif preset in ('today', 'yesterday') then
    unit := 'day';
  elsif preset ~ '^(this|last)_(week|month|quarter|year)$' then
    unit := pg_catalog.split_part(preset, '_', 2);
  else
    perform private.bad_request('range', 'unknown_preset', 'There is no such period.');
  end if;

  step := case unit when 'quarter' then interval '3 months' else ('1 ' || unit)::interval end;
  from_day := case unit
    when 'day' then today
    when 'week' then today - ((extract(dow from today)::integer - week_start + 7) % 7)
    else pg_catalog.date_trunc(unit, today::timestamp)::date
  end;
  if preset = 'yesterday' or preset like 'last_%' then
    from_day := from_day - step;
  end if;
  to_day := from_day + step;
  compare_from := from_day - case when compare = 'last_year' then interval '1 year' else step end;
  compare_to := compare_from + step;
  if today < to_day then
    compare_to := least(compare_to, compare_from + (today + 1 - from_day));
  end if;
  return next;
end $$;
comment on function private.metric_period(jsonb, text, date, integer) is
  'The days of a period, from inclusive and to exclusive, and of the one that it is compared with: the calendar unit before (a running one to the same day), as many days before, or the same days last year. Nulls for all time.';

grant execute on function private.bad_request(text, text, text), private.metric_custom_period(jsonb, text),
  private.metric_running_period(text, text, date), private.metric_period(jsonb, text, date, integer) to authenticated;
