-- Numbers go on after the highest; what was only for the making goes.
do $$
declare
  numbered text;
begin
  foreach numbered in array array['customers', 'deals', 'orders', 'tickets', 'tasks'] loop
    execute format('select setval(pg_get_serial_sequence(%L, ''number''), (select max(number) from public.%I))', 'public.' || numbered, numbered);
  end loop;
end $$;
drop schema seed cascade;
