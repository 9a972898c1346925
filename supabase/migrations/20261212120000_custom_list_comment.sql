-- How long an index takes was said without having been measured.

comment on function private.custom_list_made() is
  'Makes the index of a custom field''s list column with the field, in its transaction: who knows the field may count on the index. Writers of the table wait as long as that takes.';
