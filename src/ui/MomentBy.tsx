import { DateTimeText } from './DateTimeText';

/** When something happened and who did it: "3 days ago · Ada Byron". */
export function MomentBy({
  value,
  name,
  as,
}: {
  value: string | null | undefined;
  name: string | null | undefined;
  as?: 'relative' | 'date' | 'exact';
}) {
  return (
    <>
      <DateTimeText value={value} as={as} />
      {name ? (
        <>
          {' · '}
          <bdi>{name}</bdi>
        </>
      ) : null}
    </>
  );
}
