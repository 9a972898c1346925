-- Who works here: departments, teams that nest, people with or without a sign-in.

create table public.departments (
  id uuid primary key default gen_random_uuid(),
  key text not null unique check (key ~ '^[a-z][a-z0-9_]*$'),
  name text not null check (btrim(name) <> '' and char_length(name) <= 120),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table public.departments is 'A part of the company; dashboards and navigation are grouped by it.';

create table public.teams (
  id uuid primary key default gen_random_uuid(),
  name text not null check (btrim(name) <> '' and char_length(name) <= 120),
  parent_id uuid references public.teams on delete restrict,
  department_id uuid references public.departments on delete restrict,
  lead_id uuid,
  region text check (char_length(region) <= 80),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (name)
);
comment on table public.teams is 'Teams nest (parent_id) and have a lead, who sees everybody below. region is the sales region of its members'' deals.';
create index teams_parent_id_idx on public.teams (parent_id);
create index teams_department_id_idx on public.teams (department_id);
create index teams_lead_id_idx on public.teams (lead_id);

create table public.profiles (
  id uuid primary key default gen_random_uuid(),
  user_id uuid unique references auth.users on delete set null,
  full_name text not null check (btrim(full_name) <> '' and char_length(full_name) <= 200),
  email text check (email ~ '^[^@\s]+@[^@\s]+$' and char_length(email) <= 254),
  phone text check (char_length(phone) <= 40),
  job_title text check (char_length(job_title) <= 120),
  team_id uuid references public.teams on delete set null,
  department_id uuid references public.departments on delete set null,
  manager_id uuid references public.profiles on delete set null,
  locale text check (locale in ('en', 'zh-CN', 'zh-TW', 'fa')),
  timezone text check (char_length(timezone) <= 64),
  theme text check (theme in ('light', 'dark', 'system')),
  avatar text check (avatar ~ '^data:image/(webp|png|jpeg);base64,[A-Za-z0-9+/=]+$' and char_length(avatar) <= 16384),
  active boolean not null default true,
  search_text text not null default '',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check (manager_id <> id)
);
comment on table public.profiles is 'People, with or without a sign-in (user_id null: imported, invited, left). Owners and assignees are profiles.';
comment on column public.profiles.avatar is 'A small picture as a data: URL (128 × 128, at most 12 kB of image).';
create unique index profiles_email_key on public.profiles (lower(email));
create index profiles_team_id_idx on public.profiles (team_id);
create index profiles_department_id_idx on public.profiles (department_id);
create index profiles_manager_id_idx on public.profiles (manager_id);

alter table public.teams add foreign key (lead_id) references public.profiles on delete set null;

create function private.profile_before() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if new.team_id is not null and (tg_op = 'INSERT' or new.team_id is distinct from old.team_id) then
    new.department_id := coalesce((select t.department_id from public.teams t where t.id = new.team_id), new.department_id);
  end if;
  new.search_text := ' ' || private.search_norm(pg_catalog.concat_ws(' ', new.full_name, new.email, new.job_title))
    || ' ' || private.digits(new.phone) || ' ';
  return new;
end $$;
comment on function private.profile_before() is 'A person is in the department of their team; the search text follows the name.';
create trigger profile_before before insert or update on public.profiles
  for each row execute function private.profile_before();
