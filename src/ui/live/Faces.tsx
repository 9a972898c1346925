import { EditOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { rowsOf } from '../../providers/data/run';
import type { Viewer } from '../../providers/live/live';
import { useMe } from '../../providers/me';
import { PersonAvatar } from '../Person';
import { useAvatar } from '../useAvatar';
import { useFormats } from '../useFormats';
import './live.css';

const most = 4;

/** The names of people, by the caller's own right to read them; who may not be read stays unnamed. */
function useNames(ids: readonly string[]): ReadonlyMap<string, string> | undefined {
  const { client } = useMe();
  const { data } = useQuery({
    queryKey: ['data', 'default', 'profiles', 'viewers', ids],
    queryFn: async ({ signal }) => {
      const asked = client
        .from('profiles')
        .select('id, full_name')
        .in('id', [...ids]);
      const rows = await rowsOf(asked, signal, 'profiles');
      return new Map(rows.map(({ id, full_name }) => [String(id), String(full_name)]));
    },
    staleTime: 10 * 60_000,
  });
  return data;
}

function Face({ id, name, editing }: { id: string; name: string; editing: boolean }) {
  const { t } = useTranslation();
  const avatar = useAvatar(id);
  const words = t(editing ? 'live.editing' : 'live.viewing', { name });
  return (
    <li className={editing ? 'at-face at-face-editing' : 'at-face'} title={words}>
      <PersonAvatar name={name} avatar={avatar} size={28} />
      {editing ? <EditOutlined aria-hidden /> : null}
      <span className="at-hidden">{words}</span>
    </li>
  );
}

/** People who are here too, as their pictures; those who change the record first. */
export default function Faces({ others }: { others: readonly Viewer[] }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const names = useNames(others.map(({ profile }) => profile).sort());
  if (!names) return null;
  const sorted = [...others].sort((a, b) => Number(b.editing) - Number(a.editing));
  const rest = sorted.length - most;
  return (
    <ul className="at-faces" aria-label={t('live.here')}>
      {sorted.slice(0, most).map(({ profile, editing }) => (
        <Face key={profile} id={profile} name={names.get(profile) ?? t('live.somebody')} editing={editing} />
      ))}
      {rest > 0 ? <li className="at-faces-more">+{formats.number(rest)}</li> : null}
    </ul>
  );
}
