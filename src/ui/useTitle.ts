import { useEffect } from 'react';

/** Names the document after the page: "Customers · Atrium". */
export function useTitle(title: string | null | undefined): void {
  useEffect(() => {
    document.title = title ? `${title} · Atrium` : 'Atrium';
  }, [title]);
}
