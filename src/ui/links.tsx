/** A phone number to call, written left to right in every language. */
export function PhoneLink({ value }: { value: string | null | undefined }) {
  if (!value) return <span className="at-none">–</span>;
  return (
    <a href={`tel:${value.replace(/[^+\d]/g, '')}`} dir="ltr" className="at-figure at-isolate at-hit">
      {value}
    </a>
  );
}

/** An e-mail address to write to. */
export function EmailLink({ value }: { value: string | null | undefined }) {
  if (!value) return <span className="at-none">–</span>;
  return (
    <a href={`mailto:${value}`} dir="ltr" className="at-isolate at-hit">
      {value}
    </a>
  );
}

/** A web address; without a scheme it is taken as https. Anything that is no web address stays text. */
export function WebLink({ value }: { value: string | null | undefined }) {
  if (!value) return <span className="at-none">–</span>;
  const address = /^[a-z][a-z\d+.-]*:/i.test(value) ? value : `https://${value}`;
  if (!/^https?:/i.test(address)) return <bdi>{value}</bdi>;
  return (
    <a href={address} target="_blank" rel="noreferrer noopener" dir="ltr" className="at-isolate at-hit">
      {value.replace(/^https?:\/\//i, '').replace(/\/$/, '')}
    </a>
  );
}
