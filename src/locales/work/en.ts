import { byResource } from '../byResource';

export default byResource(
  import.meta.glob<Record<string, unknown>>('../../resources/*/locales/en.json', {
    eager: true,
    import: 'default',
  }),
);
