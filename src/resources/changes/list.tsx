import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { DateTimeText, StatusTag } from '../../ui';
import { useBulkUndo } from '../../ui/bulk/useBulkUndo';
import { PagedList } from '../../ui/PagedList';
import { type Change, canUndo, changeColumns, tones } from './job';
import { useSay } from './useSay';
import './changes.css';
import '../../ui/bulk/texts';

/** More than so many are undone where their progress shows. */
const quick = 1000;

function UndoButton({ change }: { change: Change }) {
  const { t } = useTranslation();
  const undo = useBulkUndo();
  const [busy, setBusy] = useState(false);
  const start = async () => {
    setBusy(true);
    await undo(change.id, change.resource);
    setBusy(false);
  };
  return (
    <Button size="small" loading={busy} onClick={() => void start()}>
      {t('trash.undo')}
    </Button>
  );
}

/** What one has changed in bulk or deleted in the last month, the latest first, with a way back. */
export default function ChangeList() {
  const { t } = useTranslation();
  const say = useSay();
  return (
    <PagedList<Change>
      title={t('changes.title')}
      hint={t('changes.hint')}
      latest="created_at"
      select={changeColumns}
      empty={{ title: t('changes.empty'), hint: t('changes.emptyHint') }}
      className="changes-list"
    >
      {(change) => (
        <>
          <Link to={`/changes/${change.id}`}>
            {say(change)}
            <span className="at-hint">{t(`${change.resource}.title`)}</span>
          </Link>
          <span className="changes-end">
            {change.status === 'done' ? null : (
              <StatusTag tone={tones[change.status]}>{t(`changes.statuses.${change.status}`)}</StatusTag>
            )}
            <DateTimeText value={change.created_at} />
            {canUndo(change) && change.total_rows <= quick ? <UndoButton change={change} /> : null}
          </span>
        </>
      )}
    </PagedList>
  );
}
