import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe, useScope } from '../../providers/me';
import type { RedactionTarget } from './redaction';
import './texts';

const RedactDialog = lazy(() => import('./RedactDialog'));

/** Opens the dialog that takes values out of the audit log, for who may. */
export function RedactButton({
  targets,
}: {
  targets: readonly { label: string; target: RedactionTarget }[];
}) {
  const { t } = useTranslation();
  const viewing = useMe().permissions.viewing_as !== null;
  const may = useScope('audit', 'redact') !== null;
  const [open, setOpen] = useState(false);
  if (!may || viewing) return null;
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('audit.redact.action')}</Button>
      {open ? (
        <Suspense>
          <RedactDialog targets={targets} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
