import { fromApi } from '../lib/errors';
import { loadPermissions, type MyPermissions, scopeOf } from './access';
import type { AtriumClient } from './client';
import type { Me } from './me';

export type Who = Pick<Me, 'profile' | 'organisation'>;

/** The caller's own profile and the organisation's settings. Rejects with an AtriumError. */
export async function loadWho(client: AtriumClient, profileId: string): Promise<Who> {
  const [profile, settings] = await Promise.all([
    client
      .from('profiles')
      .select('id, full_name, email, phone, job_title, avatar, locale, timezone, theme, team_id')
      .eq('id', profileId)
      .single(),
    client.from('settings').select('organisation, base_currency, timezone, week_start').single(),
  ]);
  if (profile.error) throw fromApi(profile.error, profile.status, 'profiles');
  if (settings.error) throw fromApi(settings.error, settings.status, 'settings');
  const mine = profile.data;
  return {
    profile: {
      id: mine.id,
      fullName: mine.full_name,
      email: mine.email ?? '',
      jobTitle: mine.job_title,
      phone: mine.phone,
      avatar: mine.avatar,
      locale: mine.locale,
      timezone: mine.timezone,
      theme: mine.theme,
      teamId: mine.team_id,
    },
    organisation: {
      name: settings.data.organisation,
      baseCurrency: settings.data.base_currency,
      timezone: settings.data.timezone,
      weekStart: settings.data.week_start,
    },
  };
}

/** What is found of a signed-in caller: everything, a role still missing (or one too narrow to work with), or no access at all. */
export type Found =
  | ({ is: 'ready'; permissions: MyPermissions } & Who)
  | { is: 'without-role'; permissions: MyPermissions }
  | { is: 'nobody' };

/** Permissions and, where they let the caller see as much, profile and organisation. Rejects likewise. */
export async function loadMe(client: AtriumClient): Promise<Found> {
  const permissions = await loadPermissions(client);
  if (permissions.profile_id === null) return { is: 'nobody' };
  // the shell itself stands on these two
  if (!['profiles', 'settings'].every((resource) => scopeOf(permissions, resource, 'read') !== null))
    return { is: 'without-role', permissions };
  return { is: 'ready', permissions, ...(await loadWho(client, permissions.profile_id)) };
}
