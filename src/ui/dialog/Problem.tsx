import { useErrorText } from '../states';

/** What was refused, above what is to be mended; nothing where nothing was. */
export function Problem({ error }: { error: unknown }) {
  const errorText = useErrorText();
  return error ? (
    <p className="at-form-error" role="alert">
      {errorText(error)}
    </p>
  ) : null;
}
