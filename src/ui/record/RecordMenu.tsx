import { MenuButton, MenuOnDemand } from '../MenuOnDemand';
import { useMayTouch } from '../useMayTouch';
import { usePart } from '../usePart';
import type { RecordMenuProps } from './FetchedRecordMenu';

const loadMenu = () => import('./FetchedRecordMenu');

/** A record's menu from the moment it is opened, which is fetched then; stands in a `MenuOnDemand`. */
export function OpenRecordMenu(options: RecordMenuProps) {
  const Menu = usePart<RecordMenuProps>(loadMenu, true);
  return Menu ? <Menu {...options} /> : <MenuButton name={options.name} aria-expanded={false} autoFocus />;
}

/** What can be done to a record from where it is listed, as far as the permission matrix tells. */
export function RecordMenu(options: RecordMenuProps) {
  const may = useMayTouch();
  const { resource, record, name, parts = [resource], more = [] } = options;
  const any =
    more.length > 0 ||
    ['assign', 'delete'].some((action) => may(resource, action, record)) ||
    parts.some((part) => may(part, 'update', record));
  return any ? <MenuOnDemand name={name} menu={() => <OpenRecordMenu {...options} />} /> : null;
}
