import { theme, type ThemeConfig } from 'antd';
import { COLOURS, type Scheme } from './tokens.ts';

const FONT = 'var(--sans)';

/** Ant Design in our colours. @example <ConfigProvider theme={antdTheme(useScheme())}> */
export function antdTheme(scheme: Scheme): ThemeConfig {
  const colours = COLOURS[scheme];
  return {
    algorithm: scheme === 'dark' ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: {
      // Without motion nothing waits for one to end.
      motion: !matchMedia('(prefers-reduced-motion: reduce)').matches,
      colorPrimary: colours.primary,
      colorInfo: colours.primary,
      colorLink: colours.link,
      colorError: colours.danger,
      colorWarning: colours.warn,
      colorSuccess: colours.good,
      colorTextBase: colours.ink,
      colorBgBase: colours.paper,
      colorText: colours.ink,
      colorTextSecondary: colours.soft,
      colorTextTertiary: colours.faint,
      colorTextDescription: colours.faint,
      colorTextPlaceholder: colours.faint,
      // A light primary in the dark carries dark words.
      colorTextLightSolid: colours.paper,
      colorBorder: colours.edge,
      colorBorderSecondary: colours.line,
      colorBgContainer: colours.paper,
      colorBgElevated: colours.paper,
      colorBgLayout: colours.page,
      fontFamily: FONT,
      fontSize: 15,
      controlHeight: 38,
      borderRadius: 5,
    },
    components: {
      Table: { headerBg: colours.wash, headerColor: colours.soft, cellPaddingBlockSM: 7 },
      // Dark words on a light ground in the dark, as with everything that stands out.
      Tooltip: { colorBgSpotlight: colours.ink },
      Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none', fontWeight: 500 },
    },
  };
}
