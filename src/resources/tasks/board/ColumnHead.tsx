import { WarningOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../../ui';
import { isOpen } from '../../../ui/tasks/options';
import type { StatusColumn } from './types';

/** A status, how many tasks are in it, and how many of them are late. */
export function ColumnHead({ column, id }: { column: StatusColumn; id: string }) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <header className="at-board-head">
      <h2 id={id}>
        <bdi className="at-board-title">{column.name}</bdi>
        <span className="at-board-count">
          {formats.number(column.count)}
          <span className="at-hidden"> {t('tasks.board.tasks', { count: column.count })}</span>
        </span>
      </h2>
      <p>
        {!isOpen(column.id) ? (
          <span>{t('tasks.board.lately')}</span>
        ) : column.late > 0 ? (
          <span className="at-task-late">
            <WarningOutlined aria-hidden />
            {t('tasks.board.late', { count: column.late })}
          </span>
        ) : null}
      </p>
    </header>
  );
}
