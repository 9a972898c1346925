import { Button, Spin } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Values } from '../../lib/merge-changes';
import type { FieldDef } from '../form/types';
import type { CellEditorProps } from '../list/cells';
import { useErrorText } from '../states';
import type { SaveFact } from './EditableFact';
import FactEditor from './FactEditor';

type Close = CellEditorProps['onClose'];

/** Why a cell cannot be changed, and the way out. */
function CellSays({ children, onClose }: { children: ReactNode; onClose: Close }) {
  const { t } = useTranslation();
  return (
    <div className="at-cell-says">
      <p role="alert">{children}</p>
      <Button size="small" autoFocus onClick={() => onClose()}>
        {t('actions.close')}
      </Button>
    </div>
  );
}

/** Until a cell's record is here, or what is said when it does not come. */
export function CellWaiting({ error, onClose }: { error?: unknown; onClose: Close }) {
  const errorText = useErrorText();
  return error ? <CellSays onClose={onClose}>{errorText(error)}</CellSays> : <Spin size="small" />;
}

/** One field of a record in its cell of a list, as `FactEditor`: Tab saves as Enter does, and goes on along the line. */
export function CellFact({
  field,
  values,
  country,
  onSave,
  dialog,
  onClose,
}: {
  /** Undefined until it is known. */
  field: FieldDef | undefined;
  values: Values;
  country?: string | null;
  onSave: SaveFact;
  /** Asks where another changed the same. */
  dialog: ReactNode;
  onClose: Close;
}) {
  const { t } = useTranslation();
  if (!field) return <CellWaiting onClose={onClose} />;
  const locked = (field.when?.(values) ?? true) ? field.lock?.(values) : t('list.noSuchField');
  if (locked) return <CellSays onClose={onClose}>{locked}</CellSays>;
  return (
    <>
      <FactEditor
        field={field}
        value={values[field.name]}
        country={country}
        onSave={onSave}
        onClose={onClose}
        inCell
      />
      {dialog}
    </>
  );
}
