import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAccessWords } from './useAccessWords';
import type { CatalogGroup, Permitted } from './useCatalog';
import './access.css';

/**
 * Resources by department, each with its actions in cells. A cell that is null is left out, and so is a resource without
 * any.
 */
export function MatrixGrid({
  groups,
  cell,
  mark,
}: {
  groups: readonly CatalogGroup[];
  cell: (resource: string, permitted: Permitted) => ReactNode;
  /** Stands beside a resource's name. */
  mark?: (resource: string) => ReactNode;
}) {
  const { t } = useTranslation();
  const words = useAccessWords();
  return groups.map(({ group, resources }) => {
    const rows = resources
      .map(({ key, actions }) => ({
        key,
        cells: actions
          .map((permitted) => ({ action: permitted.action, content: cell(key, permitted) }))
          .filter(({ content }) => content !== null),
      }))
      .filter(({ cells }) => cells.length > 0);
    if (rows.length === 0) return null;
    return (
      <section key={group} className="at-matrix" aria-label={t(`access.groups.${group}`)}>
        <h3 className="at-matrix-group">{t(`access.groups.${group}`)}</h3>
        {rows.map(({ key, cells }) => (
          <section key={key} className="at-matrix-row" aria-label={words.resource(key)}>
            <h4 className={key.includes('.') ? 'at-matrix-part' : undefined}>
              {words.resource(key)}
              {mark?.(key)}
            </h4>
            <ul>
              {cells.map(({ action, content }) => (
                <li key={action}>
                  <span className="at-matrix-action">{words.action(action)}</span>
                  {content}
                </li>
              ))}
            </ul>
          </section>
        ))}
      </section>
    );
  });
}
