import { useRef } from 'react';
import { useParams } from 'react-router';
import { useScope } from '../../providers/me';
import { useRpc } from '../../providers/useRpc';
import { PageSkeleton } from '../../ui';
import { EditForm, EditPage } from '../../ui/record/EditPage';
import { RecordProblem } from '../../ui/record/RecordProblem';
import { useRecord } from '../../ui/record/useRecord';
import { useSaveRecord } from '../../ui/record/useSaveRecord';
import { type PersonRecord, recordSelect, valuesOf, versionOf } from './types';
import { useFields } from './useFields';

function PersonForm({ person }: { person: PersonRecord }) {
  const rpc = useRpc();
  const manages = useScope('profiles', 'update') !== null;
  // What the form was loaded with: a refetch meanwhile is somebody else's version.
  const loaded = useRef(person).current;
  const { fields, sections } = useFields(loaded);
  const { save, dialog } = useSaveRecord<PersonRecord>({
    resource: 'profiles',
    id: loaded.id,
    select: recordSelect,
    fields,
    versionOf,
    write: (values, changed, over) => {
      const own = changed.filter((name) => name !== 'role_ids');
      return rpc('save_person', {
        payload: {
          id: loaded.id,
          version: over.versions.person,
          changes: Object.fromEntries(own.map((name) => [name, values[name]])),
          ...(changed.includes('role_ids') && { role_ids: values.role_ids }),
        },
      });
    },
  });
  return (
    <EditForm
      resource="people"
      id={loaded.id}
      sections={manages ? sections : []}
      initial={valuesOf(loaded)}
      onSave={(values) => save(loaded, values)}
      dialog={dialog}
    />
  );
}

/** Changes a person: who they are, where they stand, which roles they have. */
export default function PersonEdit() {
  const { id = '' } = useParams();
  const { query, record: person } = useRecord<PersonRecord>('profiles', id, recordSelect);
  const problem = person ? null : query.error;
  if (problem)
    return <RecordProblem resource="people" error={problem} onRetry={() => void query.refetch()} />;
  if (!person || !query.isFetchedAfterMount) return <PageSkeleton />;
  return (
    <EditPage resource="people" id={id} name={person.full_name}>
      <PersonForm key={id} person={person} />
    </EditPage>
  );
}
