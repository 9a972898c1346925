import en from '../../lib/import/locales/en.json';
import fa from '../../lib/import/locales/fa.json';
import cn from '../../lib/import/locales/zh-CN.json';
import tw from '../../lib/import/locales/zh-TW.json';
import { addTexts } from '../../providers/i18n';

// What only the import's pages say comes with them.
addTexts({ en, fa, 'zh-CN': cn, 'zh-TW': tw });
