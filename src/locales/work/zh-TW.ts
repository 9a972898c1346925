import { byResource } from '../byResource';

export default byResource(
  import.meta.glob<Record<string, unknown>>('../../resources/*/locales/zh-TW.json', {
    eager: true,
    import: 'default',
  }),
);
