import { addTexts } from '../../providers/i18n';
import en from './locales/en.json';
import fa from './locales/fa.json';
import cn from './locales/zh-CN.json';
import tw from './locales/zh-TW.json';

// What the work log says comes with it.
addTexts({ en, fa, 'zh-CN': cn, 'zh-TW': tw });
