import { addTexts } from '../../providers/i18n';
import en from './texts/locales/en.json';
import fa from './texts/locales/fa.json';
import cn from './texts/locales/zh-CN.json';
import tw from './texts/locales/zh-TW.json';

// What only this page says comes with it.
addTexts({ en, fa, 'zh-CN': cn, 'zh-TW': tw });
