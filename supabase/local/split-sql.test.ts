import { expect, test } from 'vitest';
import { splitSql } from './split-sql.ts';

test.for<[string, string, string[]]>([
  ['statements, without their semicolons', 'select 1;\nselect 2 ;\n', ['select 1', 'select 2']],
  ['a last statement without a semicolon', 'select 1; select 2', ['select 1', 'select 2']],
  ['empty statements', ' ;; select 1;; ', ['select 1']],
  [
    'comments stay with what follows',
    '-- a; b\nselect 1; /* c; /* d; */ e; */ select 2;',
    ['-- a; b\nselect 1', '/* c; /* d; */ e; */ select 2'],
  ],
  [
    'quotes, doubled quotes, names',
    `select 'a;''b;', "c;""d;"; select 2`,
    [`select 'a;''b;', "c;""d;"`, 'select 2'],
  ],
  [
    'escape strings, and plain strings that end in a backslash',
    `select e'a\\';b'; select 'a\\'; select 3`,
    [`select e'a\\';b'`, `select 'a\\'`, 'select 3'],
  ],
  [
    'dollar quotes, with tags and nested',
    'do $$ begin; x; end $$; do $a$ $$ ; $$ $a$; select 1',
    ['do $$ begin; x; end $$', 'do $a$ $$ ; $$ $a$', 'select 1'],
  ],
  ['parameters are no dollar quotes', 'select $1; select a$b$c;', ['select $1', 'select a$b$c']],
  [
    'bodies between begin atomic and end, with a case in them',
    'create function f() returns int begin atomic select case when true then 1 end; select 2; end; select 3',
    [
      'create function f() returns int begin atomic select case when true then 1 end; select 2; end',
      'select 3',
    ],
  ],
  [
    'a transaction’s begin and end are statements',
    'begin; select 1; end; select 2',
    ['begin', 'select 1', 'end', 'select 2'],
  ],
])('%s', ([, text, statements]) => {
  expect(splitSql(text)).toEqual(statements);
});
