-- Fiscal years and quarters, and the whole of what a running period is compared with.

drop function private.metric_period(jsonb, text, date, integer);

create function private.metric_period(range jsonb, compare text, today date, week_start integer, fiscal_start integer)
returns table (from_day date, to_day date, compare_from date, compare_to date, compare_end date)
language plpgsql stable set search_path = ''
as $$
declare
  preset text;
  unit text;
  shift interval := interval '0';
  step interval;
begin
  if pg_catalog.jsonb_typeof(range) <> 'object' then
    perform private.bad_request('range', 'bad_range', 'A range is {"preset": …} or {"from": …, "to": …}.');
  end if;
  preset := coalesce(range ->> 'preset', case when range ? 'from' or range ? 'to' then 'custom' else 'all' end);
  if preset = 'all' then
    return query select null::date, null::date, null::date, null::date, null::date;
    return;
  elsif preset = 'custom' then
    return query select p.*, p.compare_to from private.metric_custom_period(range, compare) p;
    return;
  elsif preset ~ '^last_[1-9][0-9]{0,2}_(days|months)$' then
    return query select p.*, p.compare_to from private.metric_running_period(preset, compare, today) p;
    return;
  elsif preset in ('today', 'yesterday') then
    unit := 'day';
  elsif preset ~ '^(this|last)_(week|month|quarter|year)$' then
    unit := pg_catalog.split_part(preset, '_', 2);
  elsif preset ~ '^(this|last)_fiscal_(quarter|year)$' then
    unit := pg_catalog.split_part(preset, '_', 3);
    shift := pg_catalog.make_interval(months => case unit when 'year' then fiscal_start - 1 else (fiscal_start - 1) % 3 end);
  else
    perform private.bad_request('range', 'unknown_preset', 'There is no such period.');
  end if;

  step := case unit when 'quarter' then interval '3 months' else ('1 ' || unit)::interval end;
  from_day := case unit
    when 'day' then today
    when 'week' then today - ((extract(dow from today)::integer - week_start + 7) % 7)
    else (pg_catalog.date_trunc(unit, today::timestamp - shift) + shift)::date
  end;
  if preset = 'yesterday' or preset like 'last_%' then
    from_day := from_day - step;
  end if;
  to_day := from_day + step;
  compare_from := from_day - case when compare = 'last_year' then interval '1 year' else step end;
  compare_to := compare_from + step;
  compare_end := compare_to;
  if today < to_day then
    compare_to := least(compare_to, compare_from + (today + 1 - from_day));
  end if;
  return next;
end $$;
comment on function private.metric_period(jsonb, text, date, integer, integer) is
  'The days of a period, from inclusive and to exclusive, and of the one that it is compared with: the calendar unit before (a running one to the same day), as many days before, or the same days last year. compare_end: where that one ends when it is not cut short for a running period. Nulls for all time.';

grant execute on function private.metric_period(jsonb, text, date, integer, integer) to authenticated;
