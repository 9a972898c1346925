export const mailWays = ['none', 'at_once', 'digest'] as const;
type MailWay = (typeof mailWays)[number];

/** What somebody wants to be told of, as `my_notification_settings` gives it; times are HH:MI by their own clock. */
export interface NoticeSettings {
  kinds: { kind: string; app: boolean; mail: MailWay }[];
  digest_at: string;
  /** Null where there are no quiet hours, as `quiet_until` then. */
  quiet_from: string | null;
  quiet_until: string | null;
}

/** What of it changes, as `save_notification_settings` takes it. */
export interface SettingsChange {
  kinds?: Record<string, { app?: boolean; mail?: MailWay }>;
  digest_at?: string;
  quiet?: { from: string; until: string } | null;
}

/** Takes the settings as the database gave them. Throws when they are none. */
export function readSettings(data: unknown): NoticeSettings {
  if (typeof data !== 'object' || data === null || !('kinds' in data && Array.isArray(data.kinds)))
    throw new TypeError('these are no settings');
  return data as NoticeSettings;
}

/** The times of day that are offered, every half hour, and those chosen by other ways, in order. */
export function timesOfDay(...also: (string | null)[]): string[] {
  const halves = Array.from(
    { length: 48 },
    (_, at) => `${String(Math.floor(at / 2)).padStart(2, '0')}:${at % 2 ? '30' : '00'}`,
  );
  return [...new Set([...halves, ...also.filter((time) => time !== null)])].toSorted();
}
