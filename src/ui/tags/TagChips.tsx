import type { Tag } from './tags';
import './tags.css';

/** A tag: its name, with a dot of its colour. */
export function TagChip({ tag: { name, color } }: { tag: Pick<Tag, 'name' | 'color'> }) {
  return (
    <bdi className="at-tag" data-color={color}>
      {name}
    </bdi>
  );
}

/** The tags of a list's row, by name. */
export function TagChips({ tags }: { tags: readonly { tag: Tag }[] | undefined }) {
  const sorted = (tags ?? []).map(({ tag }) => tag).sort((a, b) => a.name.localeCompare(b.name));
  if (sorted.length === 0) return null;
  return (
    <span className="at-tags">
      {sorted.map((tag) => (
        <TagChip key={tag.id} tag={tag} />
      ))}
    </span>
  );
}
