import { Button, Spin } from 'antd';
import { GlobalWorkerOptions, getDocument, type PDFDocumentProxy } from 'pdfjs-dist';
import worker from 'pdfjs-dist/build/pdf.worker.min.mjs?url';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

GlobalWorkerOptions.workerSrc = worker;

/** So many pages are drawn at once. */
const step = 10;

/** The pages of a PDF, drawn one below the other; what is in it cannot run. */
export default function PdfPages({ blob }: { blob: Blob }) {
  const { t } = useTranslation();
  const [pdf, setPdf] = useState<PDFDocumentProxy | null>(null);
  const [broken, setBroken] = useState(false);
  const [most, setMost] = useState(step);
  useEffect(() => {
    let task: ReturnType<typeof getDocument> | undefined;
    let here = true;
    blob
      .arrayBuffer()
      .then((data) => {
        if (!here) return;
        // no code of the file's, nor code compiled from it: the page's own policy forbids both
        task = getDocument({ data, isEvalSupported: false, enableXfa: false, useWasm: false });
        return task.promise.then((found) => here && setPdf(found));
      })
      .catch(() => here && setBroken(true));
    return () => {
      here = false;
      void task?.destroy();
    };
  }, [blob]);
  if (broken) return <p className="at-hint">{t('files.broken')}</p>;
  if (!pdf) return <Spin />;
  return (
    <>
      {Array.from({ length: Math.min(pdf.numPages, most) }, (_, place) => place + 1).map((number) => (
        <Page key={number} pdf={pdf} number={number} />
      ))}
      {pdf.numPages > most ? (
        <Button onClick={() => setMost(most + step)}>{t('files.morePages')}</Button>
      ) : null}
    </>
  );
}

function Page({ pdf, number }: { pdf: PDFDocumentProxy; number: number }) {
  const { t } = useTranslation();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [broken, setBroken] = useState(false);
  useEffect(() => {
    let cancel = () => {};
    let here = true;
    pdf
      .getPage(number)
      .then((page) => {
        const target = canvas.current;
        if (!here || !target) return;
        // sharp on a screen of two dots to the pixel, at the width of the dialog
        const width = page.getViewport({ scale: 1 }).width;
        const viewport = page.getViewport({ scale: Math.min(3, 1800 / width) });
        target.width = viewport.width;
        target.height = viewport.height;
        const drawing = page.render({ canvas: target, viewport });
        cancel = () => drawing.cancel();
        return drawing.promise;
      })
      .catch(() => here && setBroken(true));
    return () => {
      here = false;
      cancel();
    };
  }, [pdf, number]);
  if (broken) return <p className="at-hint">{t('files.broken')}</p>;
  return (
    <canvas ref={canvas} dir="ltr" role="img" aria-label={t('files.page', { number, count: pdf.numPages })} />
  );
}
