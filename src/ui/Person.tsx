import { useTranslation } from 'react-i18next';

const latin = /^\p{Script=Latin}/u;

/** First letters of first and last name; one character for scripts that are read in one. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  const first = words[0] ?? '';
  const last = words.length > 1 ? (words.at(-1) ?? '') : '';
  const letters = [...first].slice(0, 1).concat(latin.test(name) ? [...last].slice(0, 1) : []);
  return letters.join('').toUpperCase();
}

const hues = 6;
const hueOf = (name: string) =>
  [...name].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % hues;

/** A person's picture, or their initials on a quiet ground. The name stands beside it, so it is hidden from readers. */
export function PersonAvatar({
  name,
  avatar,
  size = 24,
  shape = 'circle',
}: {
  name: string;
  avatar?: string | null;
  size?: number;
  /** People are round, organisations square. */
  shape?: 'circle' | 'square';
}) {
  const box = { inlineSize: size, blockSize: size, fontSize: size * 0.42 };
  return (
    <span className={`at-avatar at-avatar-${shape} at-avatar-${hueOf(name)}`} style={box} aria-hidden>
      {avatar ? <img src={avatar} alt="" width={size} height={size} draggable={false} /> : initialsOf(name)}
    </span>
  );
}

/** A person as picture and name. Nobody shows "Nobody". */
export function Person({
  name,
  avatar,
  size,
}: {
  name: string | null | undefined;
  avatar?: string | null;
  size?: number;
}) {
  const { t } = useTranslation();
  if (!name) return <span className="at-none">{t('ui.nobody')}</span>;
  return (
    <span className="at-person">
      <PersonAvatar name={name} avatar={avatar} size={size} />
      <bdi className="at-person-name">{name}</bdi>
    </span>
  );
}
