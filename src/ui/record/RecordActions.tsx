import { Button } from 'antd';
import { Link, useNavigate } from 'react-router';
import { RowMenu } from '../RowMenu';
import { type RecordActionsOptions, useRecordActions } from './useRecordActions';

/** What can be done to a record on its page, as far as its reader may; from the trash one goes back to the list. */
export function RecordActions(options: Omit<RecordActionsOptions, 'onTrashed'>) {
  const navigate = useNavigate();
  const { actions, dialog } = useRecordActions({
    ...options,
    onTrashed: () => void navigate(`/${options.resource}`, { replace: true }),
  });
  return (
    <>
      {actions
        .filter(({ danger }) => !danger)
        .map((action) =>
          'to' in action ? (
            <Link key={action.key} className="at-button-link" to={action.to}>
              {action.icon} {action.label}
            </Link>
          ) : (
            <Button
              key={action.key}
              type={action.primary ? 'primary' : 'default'}
              icon={action.icon}
              disabled={action.disabled}
              onClick={action.onClick}
            >
              {action.label}
            </Button>
          ),
        )}
      <RowMenu name={options.name} large actions={actions.filter(({ danger }) => danger)} />
      {dialog}
    </>
  );
}
