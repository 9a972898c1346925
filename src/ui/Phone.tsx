import { useEffect, useState } from 'react';
import { PhoneLink } from './links';

type Read = typeof import('../lib/phone').readPhone;
let reading: Promise<Read> | undefined;
let reader: Read | undefined;

/** Loads what knows the world's phone numbers: it is large, and nobody waits for it. Rejects when it cannot be had. */
export function loadPhoneReader(): Promise<Read> {
  reading ??= import('../lib/phone').then(
    (found) => {
      reader = found.readPhone;
      return reader;
    },
    (error: unknown) => {
      reading = undefined;
      throw error;
    },
  );
  return reading;
}

/** A phone number to call, as its country writes it; `country` is meant when the number has none of its own. */
export function Phone({ value, country }: { value: string | null | undefined; country?: string | null }) {
  const [read, setRead] = useState<Read | undefined>(() => reader);
  useEffect(() => {
    if (!value || read) return;
    let wanted = true;
    loadPhoneReader().then(
      (found) => wanted && setRead(() => found),
      // The number stands there as it was typed, which is no worse than that.
      () => undefined,
    );
    return () => {
      wanted = false;
    };
  }, [value, read]);

  const known = value ? read?.(value, country) : null;
  if (!known) return <PhoneLink value={value} />;
  return (
    <a href={known.dialled} dir="ltr" className="at-figure at-isolate at-hit">
      {known.written}
    </a>
  );
}
