import { PlusOutlined } from '@ant-design/icons';
import type { BaseRecord } from '@refinedev/core';
import { Button, type InputRef } from 'antd';
import {
  type ComponentType,
  lazy,
  type ReactNode,
  Suspense,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { SelectBox, useSelectKey } from '../bulk/SelectBox';
import { useMayBulk } from '../bulk/useMayBulk';
import { useSelection } from '../bulk/useSelection';
import { useCustomLists } from '../custom/useCustomLists';
import { PageHeader } from '../PageHeader';
import { TableSkeleton } from '../Skeletons';
import { EmptyState, ErrorState } from '../states';
import { useFormats } from '../useFormats';
import { useMayTouch } from '../useMayTouch';
import { useNarrow } from '../useNarrow';
import { usePart } from '../usePart';
import { useTouch } from '../useTouch';
import type { CellEditorProps } from './cells';
import { ChangeRowProvider } from './changeRow';
import { DataTable } from './DataTable';
import { ExportButton, type ExportSpec } from './ExportButton';
import { Filters } from './Filters';
import { FreshRows } from './FreshRows';
import { Pager } from './Pager';
import type { RowPanelProps } from './RowPanel';
import { SearchBox } from './SearchBox';
import type { Column, ListSpec } from './types';
import { useListKeys } from './useListKeys';
import { searchLimit, useListPage } from './useListPage';
import { useLiveRows } from './useLiveRows';
import { useScrollMemory } from './useScrollMemory';
import { ColumnsButton } from './views/ColumnsButton';
import { ViewSwitcher } from './views/ViewSwitcher';
import './list.css';

const BulkBar = lazy(() => import('../bulk/BulkBar'));
const loadRowPanel = () => import('./RowPanel');

export interface ListPageProps<T extends BaseRecord> {
  spec: ListSpec;
  title: string;
  searchHint?: string;
  columns: readonly Column<T>[];
  /** A row on the phone; its link is marked `data-row-link`. */
  card: (row: T) => ReactNode;
  hrefOf: (row: T) => string | undefined;
  actions?: (row: T) => ReactNode;
  /** The page's main action, for who may. */
  create?: { to: string; label: string };
  exported?: ExportSpec<T>;
  /** Rows can be chosen, to do something with many at once. */
  bulk?: boolean;
  /** Changes a field in its cell, where the column names one; fetched when first asked for. */
  cell?: ComponentType<CellEditorProps>;
  /** Stands beside the title's actions: a switch between ways to look at the rows. */
  views?: ReactNode;
  /** When nothing was ever there. */
  empty: { title: string; hint: string };
}

/** A resource's list: search, filters, rows (cards on the phone), pages, export, and every state that it can be in. */
export function ListPage<T extends BaseRecord>(props: ListPageProps<T>) {
  const { title, card, hrefOf, actions, create, bulk, cell, empty } = props;
  const { spec, columns, exported } = useCustomLists(props.spec, props.columns, props.exported);
  const { t } = useTranslation();
  const navigate = useNavigate();
  const narrow = useNarrow();
  const formats = useFormats();
  const list = useListPage<T>(spec, columns);
  const { state, change, look, query, rows, count } = list;
  const box = useRef<HTMLDivElement>(null);
  const search = useRef<InputRef>(null);

  const createTo = create?.to;
  const startCreate = useCallback(() => createTo && void navigate(createTo), [navigate, createTo]);
  useListKeys(box, search, createTo ? startCreate : undefined);
  useScrollMemory(box, rows.length > 0);
  const live = useLiveRows(spec.resource, box, state);

  const mayTouch = useMayTouch();
  const permission = spec.permission ?? spec.resource;
  const mayBulk = useMayBulk(spec) && bulk === true;
  const [picking, setPicking] = useState(false);
  const selection = useSelection(
    useMemo(() => rows.map(({ id }) => String(id)), [rows]),
    JSON.stringify([list.filters, list.rpc]),
  );
  useSelectKey();

  const touch = useTouch();
  const mayChange = (row: object, action = 'update') => mayTouch(permission, action, row);
  const changeable = (row: T) =>
    look.columns.flatMap(({ field, action, title, render }) =>
      field && mayChange(row, action) ? [{ name: field, title, value: render(row) }] : [],
    );
  const [changingId, setChangingId] = useState<string>();
  const changing = cell && rows.find(({ id }) => String(id) === changingId);
  const RowPanel = usePart<RowPanelProps>(loadRowPanel, changing !== undefined);
  const pressed = cell !== undefined && touch && !narrow;
  useEffect(() => {
    const { current } = box;
    if (!pressed || !current) return;
    const listening = import('./longPress').then(({ onLongPress }) => onLongPress(current));
    // Without it the row's menu does the same.
    listening.catch(() => undefined);
    return () => void listening.then((end) => end()).catch(() => undefined);
  }, [pressed]);

  const narrowed = state.q !== '' || state.mine || Object.keys(state.filters).length > 0;
  const createButton = create ? (
    <Link className="at-button-link" to={create.to}>
      <PlusOutlined aria-hidden /> {create.label}
    </Link>
  ) : null;

  const content = () => {
    if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
    if (query.isPending) return <TableSkeleton />;
    if (rows.length === 0 && state.page > 1)
      return (
        <EmptyState
          title={t('list.pastEnd')}
          action={<Button onClick={() => change({ page: 1 })}>{t('list.firstPage')}</Button>}
        />
      );
    if (rows.length === 0 && narrowed)
      return (
        <EmptyState
          title={t('list.nothingFound')}
          hint={t('list.nothingFoundHint')}
          action={
            <Button onClick={() => change({ q: '', filters: {}, mine: false })}>{t('list.clearAll')}</Button>
          }
        />
      );
    if (rows.length === 0) return <EmptyState title={empty.title} hint={empty.hint} action={createButton} />;
    if (narrow)
      return (
        <ul className="at-cards" aria-label={title} aria-busy={query.isPlaceholderData}>
          {rows.map((row, at) => (
            <li key={row.id} data-row>
              {mayBulk && picking ? (
                <SelectBox selection={selection} id={String(row.id)} place={at + 1} />
              ) : null}
              {card(row)}
              {actions ? <span className="at-card-end">{actions(row)}</span> : null}
            </li>
          ))}
        </ul>
      );
    return (
      <DataTable
        label={title}
        columns={look.columns}
        density={look.density}
        widths={look.widths}
        onWidth={look.setWidth}
        rows={rows}
        sort={state.sort}
        onSort={(sort) => change({ sort })}
        hrefOf={hrefOf}
        actions={actions}
        busy={query.isPlaceholderData}
        selection={mayBulk ? selection : undefined}
        edit={cell && { editor: cell, may: mayChange }}
      />
    );
  };

  return (
    <div className="at-list">
      <PageHeader
        title={title}
        extra={
          <>
            {props.views}
            {narrow ? null : <ColumnsButton look={look} offered={columns} />}
            {exported ? <ExportButton spec={spec} exported={exported} title={title} list={list} /> : null}
          </>
        }
        action={createButton}
      />
      <div className="at-list-bar">
        <ViewSwitcher resource={spec.resource} state={state} look={look} />
        {spec.search ? (
          <SearchBox
            ref={search}
            value={state.q}
            placeholder={props.searchHint ?? t('actions.search')}
            onSearch={(q) => change({ q }, { replace: true })}
          />
        ) : null}
        <Filters
          filters={list.filterDefs}
          offered={spec.filters}
          mine={Boolean(spec.ownerField)}
          state={state}
          change={change}
        />
        {mayBulk && narrow && rows.length > 0 ? (
          <Button
            aria-pressed={picking}
            onClick={() => {
              if (picking) selection.clear();
              setPicking(!picking);
            }}
          >
            {t(picking ? 'actions.cancel' : 'changes.select.pick')}
          </Button>
        ) : null}
      </div>
      {mayBulk && selection.count > 0 ? (
        <Suspense>
          <BulkBar spec={spec} list={list} selection={selection} />
        </Suspense>
      ) : null}
      {look.leftOut.length > 0 && !spec.waiting ? (
        <p className="at-list-limit" role="status">
          {t('list.leftOut', { names: look.leftOut.join(t('ui.comma')) })}
        </p>
      ) : null}
      {list.limited ? (
        <p className="at-list-limit" role="status">
          {t('list.searchLimit', { limit: formats.number(searchLimit), q: list.q })}
        </p>
      ) : null}
      <FreshRows fresh={live.waiting?.fresh} onShow={live.show} />
      <div className={query.isPlaceholderData ? 'at-list-box at-list-busy' : 'at-list-box'} ref={box}>
        <ChangeRowProvider
          value={
            cell && (touch || narrow)
              ? {
                  may: (row) => look.columns.some(({ field, action }) => field && mayChange(row, action)),
                  open: setChangingId,
                }
              : null
          }
        >
          {content()}
        </ChangeRowProvider>
      </div>
      {RowPanel && cell && changing ? (
        <RowPanel
          id={String(changing.id)}
          fields={changeable(changing)}
          editor={cell}
          onClose={() => setChangingId(undefined)}
        />
      ) : null}
      {query.isSuccess && rows.length > 0 ? (
        <Pager
          page={state.page}
          size={state.size}
          shown={rows.length}
          more={list.known > state.page * state.size}
          count={count}
          onPage={(page) => change({ page })}
          onSize={(size) => change({ size })}
        />
      ) : null}
    </div>
  );
}
