import { Button } from 'antd';
import { Link, useNavigate } from 'react-router';
import { Viewers } from '../live/Viewers';
import { RowMenu } from '../RowMenu';
import { SharedWith } from './SharedWith';
import { type RecordActionsOptions, useRecordActions } from './useRecordActions';

/** What can be done to a record on its page, as far as its reader may; from the trash one goes back to the list. */
export function RecordActions(options: Omit<RecordActionsOptions, 'onTrashed'>) {
  const navigate = useNavigate();
  const { actions, dialog, openShares } = useRecordActions({
    ...options,
    onTrashed: () => void navigate(`/${options.resource}`, { replace: true }),
  });
  // One thing is offered first: what a record presses for, else its form.
  const pressing = actions.some((action) => 'primary' in action && action.primary);
  return (
    <>
      <Viewers table={options.resource} id={options.record.id} />
      <SharedWith resource={options.resource} id={options.record.id} onOpen={openShares} />
      {actions
        .filter(({ danger, lesser }) => !danger && !lesser)
        .map((action) =>
          'to' in action ? (
            <Link
              key={action.key}
              className={pressing ? 'at-button-link at-button-plain' : 'at-button-link'}
              to={action.to}
            >
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
      <RowMenu name={options.name} large actions={actions.filter(({ danger, lesser }) => danger || lesser)} />
      {dialog}
    </>
  );
}
