import { DownOutlined } from '@ant-design/icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListState } from '../../../lib/list-state';
import { usePart } from '../../usePart';
import type { ListLook } from './useListLook';
import type { ViewMenuProps } from './ViewMenu';

const loadMenu = () => import('./ViewMenu');

/** Which saved view the list stands in; opens the others, and what can be done with them. */
export function ViewSwitcher({
  resource,
  state,
  look,
}: {
  resource: string;
  state: ListState;
  look: ListLook;
}) {
  const { t } = useTranslation();
  const [wanted, setWanted] = useState(false);
  const Menu = usePart<ViewMenuProps>(loadMenu, wanted);
  const button = (
    <button
      type="button"
      className="at-view-button"
      aria-haspopup="menu"
      aria-expanded={false}
      onClick={() => setWanted(true)}
    >
      <span className="at-hidden">{t('list.view')} </span>
      <bdi>{look.view?.name ?? t('list.allRows')}</bdi>
      {look.changed ? <em>{t('list.viewChanged')}</em> : null}
      <DownOutlined aria-hidden />
    </button>
  );
  if (!Menu || !wanted) return button;
  return (
    <Menu resource={resource} state={state} look={look}>
      {button}
    </Menu>
  );
}
