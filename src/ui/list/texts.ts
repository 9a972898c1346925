import { addTexts } from '../../providers/i18n';
import en from './locales/en.json';
import fa from './locales/fa.json';
import cn from './locales/zh-CN.json';
import tw from './locales/zh-TW.json';

// What only panels and menus of lists say comes with them: it is not needed for the first rows.
addTexts({ en, fa, 'zh-CN': cn, 'zh-TW': tw });
