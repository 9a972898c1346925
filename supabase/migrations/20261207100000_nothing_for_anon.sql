-- A local installation gave its defaults anew at each start, so that functions which came by an update could be called by
-- nobody in particular (who then was denied by the rows' own policies). Nobody in particular calls none.

alter default privileges in schema public revoke all on tables from anon;
alter default privileges in schema public revoke all on sequences from anon;
alter default privileges in schema public revoke execute on functions from anon, authenticated;
alter default privileges revoke execute on functions from public;
revoke execute on all functions in schema public from anon;
revoke all on all tables in schema public from anon;
