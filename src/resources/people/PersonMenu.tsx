import { RowMenu } from '../../ui';
import type { PersonLine } from './types';
import { usePersonActions } from './usePersonActions';

/** What an administrator can do with a person from the list. */
export function PersonMenu({ person }: { person: PersonLine }) {
  const { actions, dialog } = usePersonActions(person);
  return (
    <>
      <RowMenu name={person.full_name} actions={actions} />
      {dialog}
    </>
  );
}
