import { useNavigation } from '@refinedev/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { StatusTag, type Tone } from '../StatusTag';

/** Where a record's page is; undefined while this build has none for its kind. */
export function useHref(resource: string): (row: { id?: string | number }) => string | undefined {
  const { showUrl } = useNavigation();
  return ({ id }) => (id === undefined ? undefined : showUrl(resource, id) || undefined);
}

/** A record's name, linked where it has a page. */
export function NameCell({ name, href }: { name: string; href: string | undefined }) {
  const text = <bdi title={name}>{name}</bdi>;
  return (
    <span className="at-cell-name">
      {href ? (
        <Link to={href} data-row-link>
          {text}
        </Link>
      ) : (
        text
      )}
    </span>
  );
}

/** A status by its word in `related.<list>`. */
export function StatusCell({
  list,
  value,
  tones,
}: {
  list: string;
  value: string;
  tones: Record<string, Tone>;
}) {
  const { t } = useTranslation();
  return (
    <StatusTag tone={tones[value] ?? 'neutral'}>
      {t(`related.${list}.${value}`, { defaultValue: value })}
    </StatusTag>
  );
}
