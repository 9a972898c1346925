-- What can be permitted, and the roles that Atrium ships.

insert into public.resource_actions (resource, action, scoped)
select r.resource, a.action, r.scoped
from (values
  ('customers', 'read create update delete assign export import merge', true),
  ('customers.contact_details', 'read update', true),
  ('customers.demographics', 'read update', true),
  ('contacts', 'read create update delete', true),
  ('deals', 'read create update delete assign export import', true),
  ('deals.financials', 'read update', true),
  ('orders', 'read create update delete assign export import', true),
  ('activities', 'read create update delete assign export', true),
  ('tasks', 'read create update delete assign export', true),
  ('tickets', 'read create update delete assign export', true),
  ('profiles', 'read update', true),
  ('products', 'read create update delete import', false),
  ('pipelines', 'read create update delete', false),
  ('ticket_queues', 'read create update delete', false),
  ('tags', 'read create update delete', false),
  ('departments', 'read create update delete', false),
  ('teams', 'read create update delete', false),
  ('roles', 'read create update delete', false),
  ('settings', 'read update', false),
  ('jobs', 'read', false),
  ('outbox', 'read', false),
  ('mailbox', 'read delete', false)
) as r (resource, actions, scoped)
cross join lateral unnest(string_to_array(r.actions, ' ')) as a (action);

insert into public.roles (key, name, shipped)
values
  ('admin', 'Administrator', true),
  ('executive', 'Executive', true),
  ('sales_manager', 'Sales manager', true),
  ('sales_rep', 'Sales representative', true),
  ('support_manager', 'Support manager', true),
  ('support_agent', 'Support agent', true),
  ('marketing_manager', 'Marketing manager', true),
  ('marketer', 'Marketer', true),
  ('auditor', 'Auditor', true);

insert into public.role_permissions (role_id, resource, action, scope)
select r.id, ra.resource, ra.action, 'all'
from public.roles r cross join public.resource_actions ra
where r.key = 'admin';

-- An auditor reads everything but the post: it carries links that let whoever opens them sign in as somebody.
insert into public.role_permissions (role_id, resource, action, scope)
select r.id, ra.resource, ra.action, 'all'
from public.roles r cross join public.resource_actions ra
where r.key = 'auditor' and ra.action = 'read' and ra.resource not in ('outbox', 'mailbox');

insert into public.role_permissions (role_id, resource, action, scope)
select r.id, g.resource, a.action, g.scope::public.access_scope
from (values
  ('executive', 'customers', 'read export', 'all'),
  ('executive', 'customers.contact_details', 'read', 'all'),
  ('executive', 'customers.demographics', 'read', 'all'),
  ('executive', 'contacts', 'read', 'all'),
  ('executive', 'deals', 'read export', 'all'),
  ('executive', 'deals.financials', 'read', 'all'),
  ('executive', 'orders', 'read export', 'all'),
  ('executive', 'activities', 'read export', 'all'),
  ('executive', 'activities', 'create update delete', 'own'),
  ('executive', 'tasks', 'read export', 'all'),
  ('executive', 'tasks', 'create assign', 'all'),
  ('executive', 'tasks', 'update delete', 'own'),
  ('executive', 'tickets', 'read export', 'all'),

  ('sales_manager', 'customers', 'read create update delete assign export import merge', 'team'),
  ('sales_manager', 'customers.contact_details', 'read update', 'team'),
  ('sales_manager', 'customers.demographics', 'read update', 'team'),
  ('sales_manager', 'contacts', 'read create update delete', 'team'),
  ('sales_manager', 'deals', 'read create update delete assign export import', 'team'),
  ('sales_manager', 'deals.financials', 'read update', 'team'),
  ('sales_manager', 'orders', 'read create update delete assign export import', 'team'),
  ('sales_manager', 'activities', 'read create update delete export', 'team'),
  ('sales_manager', 'tasks', 'read create update delete assign export', 'team'),
  ('sales_manager', 'tickets', 'read', 'team'),
  ('sales_manager', 'tickets', 'create', 'all'),
  ('sales_manager', 'products', 'create update', 'all'),
  ('sales_manager', 'tags', 'create update', 'all'),

  ('sales_rep', 'customers', 'read create update delete assign export', 'own'),
  ('sales_rep', 'customers.contact_details', 'read update', 'own'),
  ('sales_rep', 'customers.demographics', 'read update', 'own'),
  ('sales_rep', 'contacts', 'read create update delete', 'own'),
  ('sales_rep', 'deals', 'read create update delete assign export', 'own'),
  ('sales_rep', 'orders', 'read create update export', 'own'),
  ('sales_rep', 'activities', 'read create update delete export', 'own'),
  ('sales_rep', 'tasks', 'read create update delete assign export', 'own'),
  ('sales_rep', 'tickets', 'read', 'own'),
  ('sales_rep', 'tickets', 'create', 'all'),
  ('sales_rep', 'tags', 'create', 'all'),

  ('support_manager', 'customers', 'read create export', 'all'),
  ('support_manager', 'customers', 'update', 'own'),
  ('support_manager', 'customers.contact_details', 'read update', 'all'),
  ('support_manager', 'contacts', 'read create update delete', 'all'),
  ('support_manager', 'orders', 'read', 'all'),
  ('support_manager', 'activities', 'read create update delete export', 'department'),
  ('support_manager', 'tasks', 'read create update delete assign export', 'department'),
  ('support_manager', 'tickets', 'read update delete assign export', 'department'),
  ('support_manager', 'tickets', 'create', 'all'),
  ('support_manager', 'ticket_queues', 'create update', 'all'),
  ('support_manager', 'tags', 'create update', 'all'),

  ('support_agent', 'customers', 'read create', 'all'),
  ('support_agent', 'customers', 'update', 'own'),
  ('support_agent', 'customers.contact_details', 'read update', 'all'),
  ('support_agent', 'contacts', 'read create update', 'all'),
  ('support_agent', 'orders', 'read', 'all'),
  ('support_agent', 'activities', 'read create update delete', 'own'),
  ('support_agent', 'tasks', 'read create update delete assign', 'own'),
  ('support_agent', 'tickets', 'read update assign', 'team'),
  ('support_agent', 'tickets', 'create', 'all'),
  ('support_agent', 'tags', 'create', 'all'),

  ('marketing_manager', 'customers', 'read create export import', 'all'),
  ('marketing_manager', 'customers', 'update delete assign', 'department'),
  ('marketing_manager', 'customers.contact_details', 'read', 'all'),
  ('marketing_manager', 'customers.demographics', 'read update', 'all'),
  ('marketing_manager', 'contacts', 'read create update', 'all'),
  ('marketing_manager', 'deals', 'read export', 'all'),
  ('marketing_manager', 'orders', 'read', 'all'),
  ('marketing_manager', 'activities', 'read create update delete export', 'department'),
  ('marketing_manager', 'tasks', 'read create update delete assign export', 'department'),
  ('marketing_manager', 'tickets', 'read', 'own'),
  ('marketing_manager', 'tickets', 'create', 'all'),
  ('marketing_manager', 'tags', 'create update delete', 'all'),

  ('marketer', 'customers', 'read', 'all'),
  ('marketer', 'customers', 'create update', 'own'),
  ('marketer', 'customers.demographics', 'read', 'all'),
  ('marketer', 'contacts', 'read', 'all'),
  ('marketer', 'deals', 'read', 'all'),
  ('marketer', 'activities', 'read create update delete', 'own'),
  ('marketer', 'tasks', 'read create update delete assign', 'own'),
  ('marketer', 'tickets', 'read', 'own'),
  ('marketer', 'tickets', 'create', 'all'),
  ('marketer', 'tags', 'create', 'all')
) as g (role, resource, actions, scope)
join public.roles r on r.key = g.role
cross join lateral unnest(string_to_array(g.actions, ' ')) as a (action);

-- Everybody who works here knows the colleagues, the teams, what is sold and how.
insert into public.role_permissions (role_id, resource, action, scope)
select r.id, common.resource, 'read', 'all'
from public.roles r
cross join unnest(array['profiles', 'departments', 'teams', 'settings', 'products', 'pipelines', 'ticket_queues', 'tags']) as common (resource)
where r.key not in ('admin', 'auditor');
