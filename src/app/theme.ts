import type { ThemeConfig } from 'antd';
import { theme as antdTheme } from 'antd';
import type { Language } from './languages';

export type Mode = 'light' | 'dark';

/** Class on `<html>` that carries antd's CSS variables, so that our own style sheets can use them. */
export const themeClass = (mode: Mode) => `atrium-${mode}`;

/** Colour of the browser's own frame around the page. */
export const frameColor: Record<Mode, string> = { light: '#f3f5f4', dark: '#131716' };

const systemFonts: Record<Language, string> = {
  en: "'Segoe UI', Roboto",
  'zh-CN': "'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC'",
  'zh-TW': "'PingFang TC', 'Microsoft JhengHei', 'Noto Sans CJK TC', 'Noto Sans TC'",
  fa: "'Segoe UI', Tahoma",
};

const light = {
  colorPrimary: '#0f766e',
  colorPrimaryHover: '#118379',
  colorPrimaryActive: '#0b5f58',
  colorPrimaryBg: '#e7f4f1',
  colorPrimaryBgHover: '#d5ece7',
  colorPrimaryBorder: '#a5d6cd',
  colorPrimaryBorderHover: '#5fb3a6',
  colorLink: '#0f766e',
  colorLinkHover: '#115e59',
  colorInfo: '#1f6feb',
  colorSuccess: '#187a42',
  colorWarning: '#9a5b00',
  colorError: '#c42b32',
  colorInfoBg: '#eaf2fe',
  colorInfoBorder: '#b5d2fb',
  colorSuccessBg: '#e8f5ec',
  colorSuccessBorder: '#aadbba',
  colorWarningBg: '#fdf4e3',
  colorWarningBorder: '#eccd92',
  colorErrorBg: '#fdeeee',
  colorErrorBorder: '#f3bcbe',
  colorBgLayout: '#f3f5f4',
  colorBgContainer: '#ffffff',
  colorBgElevated: '#ffffff',
  colorText: '#1b2322',
  colorTextSecondary: '#4d5957',
  colorTextTertiary: '#5d6967',
  colorTextQuaternary: '#6b7775',
  colorTextPlaceholder: '#6b7775',
  colorBorder: '#cfd6d4',
  colorBorderSecondary: '#e3e8e6',
  colorSplit: '#e3e8e6',
  colorFillAlter: '#f7f9f8',
};

const dark = {
  colorPrimary: '#3cc2b0',
  colorPrimaryHover: '#63d5c5',
  colorPrimaryActive: '#2fa797',
  colorPrimaryBg: '#17332f',
  colorPrimaryBgHover: '#1c403b',
  colorPrimaryBorder: '#2c635b',
  colorPrimaryBorderHover: '#3a8378',
  colorLink: '#4fd0be',
  colorLinkHover: '#7be0d1',
  colorInfo: '#6ba6ff',
  colorSuccess: '#4cc47e',
  colorWarning: '#e0a33e',
  colorError: '#f4787c',
  colorInfoBg: '#182b45',
  colorInfoBorder: '#2c4f80',
  colorSuccessBg: '#173121',
  colorSuccessBorder: '#2a5c3d',
  colorWarningBg: '#362a14',
  colorWarningBorder: '#6a5122',
  colorErrorBg: '#3b2022',
  colorErrorBorder: '#743a3d',
  colorBgLayout: '#131716',
  colorBgContainer: '#1b201f',
  colorBgElevated: '#232928',
  colorText: '#e6ebea',
  colorTextSecondary: '#b1bbb9',
  colorTextTertiary: '#98a3a1',
  colorTextQuaternary: '#8b9694',
  colorTextPlaceholder: '#8b9694',
  colorBorder: '#3c4644',
  colorBorderSecondary: '#2b3231',
  colorSplit: '#2b3231',
  colorFillAlter: '#202625',
};

/** What is written on the accent. */
export const onAccent: Record<Mode, string> = { light: '#ffffff', dark: '#06231f' };
const onDanger: Record<Mode, string> = { light: '#ffffff', dark: '#2e090b' };

/** antd's theme: teal on ash and white, or on a deep neutral; the only file that names colours. */
export function themeFor(mode: Mode, language: Language): ThemeConfig {
  const key = themeClass(mode);
  const accentText = onAccent[mode];
  return {
    cssVar: { key },
    hashed: false,
    algorithm: mode === 'dark' ? antdTheme.darkAlgorithm : antdTheme.defaultAlgorithm,
    token: {
      ...(mode === 'dark' ? dark : light),
      fontFamily: `'Inter Variable', 'Vazirmatn Variable', ${systemFonts[language]}, system-ui, sans-serif`,
      fontSize: 14,
      borderRadius: 8,
      borderRadiusLG: 12,
      borderRadiusSM: 6,
      controlHeight: 36,
      motion: !window.matchMedia('(prefers-reduced-motion: reduce)').matches,
      fontWeightStrong: 600,
      // a button at work turns its circle; faded, its word could not be read
      opacityLoading: 1,
      motionDurationMid: '0.15s',
      motionDurationSlow: '0.2s',
    },
    components: {
      Button: {
        primaryColor: accentText,
        dangerColor: onDanger[mode],
        primaryShadow: 'none',
        defaultShadow: 'none',
        dangerShadow: 'none',
      },
      Checkbox: { colorWhite: accentText },
      DatePicker: { colorTextLightSolid: accentText },
      // as large as a finger wants it (WCAG 2.5.8)
      Switch: { trackHeight: 24, handleSize: 20 },
      Table: { cellPaddingBlock: 9, cellPaddingBlockMD: 9, cellPaddingBlockSM: 6, headerBorderRadius: 8 },
      Card: { headerFontSize: 15 },
      Form: {
        labelColor: (mode === 'dark' ? dark : light).colorTextSecondary,
        verticalLabelPadding: '0 0 6px',
      },
    },
  };
}
