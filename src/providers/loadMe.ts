import { askAlways } from '../app/first/questions';
import { fromApi } from '../lib/errors';
import { loadPermissions, type MyPermissions, scopeOf } from './access';
import type { AtriumClient } from './client';
import type { Me } from './me';

export type Who = Pick<Me, 'profile' | 'organisation'>;

// Who may not read them gets no row, which is no failure before it is known whether they may work here at all.
const askSettings = (client: AtriumClient) =>
  client.from('settings').select('organisation, base_currency, timezone, week_start').maybeSingle();

type SettingsAnswer = Awaited<ReturnType<typeof askSettings>>;

/** The caller's own profile and the organisation's settings. Rejects with an AtriumError. */
export async function loadWho(
  client: AtriumClient,
  profileId: string,
  asked: PromiseLike<SettingsAnswer> = askSettings(client),
): Promise<Who> {
  const [profile, settings] = await Promise.all([
    client
      .from('profiles')
      .select('id, full_name, email, phone, job_title, avatar, locale, timezone, theme, team_id')
      .eq('id', profileId)
      .single(),
    asked,
  ]);
  if (profile.error) throw fromApi(profile.error, profile.status, 'profiles');
  if (settings.error) throw fromApi(settings.error, settings.status, 'settings');
  if (!settings.data) throw new TypeError('There are no settings to be read');
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
  const [permissions, settings] = await Promise.all([loadPermissions(client), askSettings(client)]);
  if (permissions.profile_id === null) return { is: 'nobody' };
  // the shell itself stands on these two
  if (!['profiles', 'settings'].every((resource) => scopeOf(permissions, resource, 'read') !== null))
    return { is: 'without-role', permissions };
  const who = await loadWho(client, permissions.profile_id, Promise.resolve(settings));
  askAlways();
  return { is: 'ready', permissions, ...who };
}
