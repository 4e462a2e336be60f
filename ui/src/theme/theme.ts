/**
 * Maps the tokens onto Mantine, so that its controls look like the rest of the program.
 * No colour is written here: only names of tokens.
 */
import {
  ActionIcon,
  Badge,
  Button,
  Checkbox,
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  Input,
  Kbd,
  Loader,
  type MantineColorsTuple,
  Menu,
  Modal,
  Notification,
  NumberInput,
  Popover,
  Portal,
  Select,
  Skeleton,
  Switch,
  Textarea,
  TextInput,
  Tooltip,
} from "@mantine/core";
import classes from "./controls.module.css";
import { floatingPlace } from "./floating";

const everyShade = (token: string): MantineColorsTuple => {
  const value = `var(${token})`;
  return [value, value, value, value, value, value, value, value, value, value];
};

export const theme = createTheme({
  fontFamily: "var(--font-sans)",
  fontFamilyMonospace: "var(--font-mono)",
  headings: { fontFamily: "var(--font-sans)", fontWeight: "650" },
  primaryColor: "accent",
  colors: {
    accent: everyShade("--accent"),
    bad: everyShade("--bad"),
    ok: everyShade("--ok"),
    warn: everyShade("--warn"),
  },
  defaultRadius: "md",
  radius: {
    xs: "4px",
    sm: "var(--radius-small)",
    md: "var(--radius)",
    lg: "var(--radius-large)",
    xl: "16px",
  },
  spacing: { xs: "8px", sm: "12px", md: "16px", lg: "24px", xl: "32px" },
  fontSizes: { xs: "12px", sm: "13px", md: "14px", lg: "15px", xl: "20px" },
  shadows: {
    xs: "none",
    sm: "none",
    md: "var(--float-shadow)",
    lg: "var(--float-shadow)",
    xl: "var(--float-shadow)",
  },
  cursorType: "pointer",
  focusRing: "auto",
  respectReducedMotion: true,
  variantColorResolver: (input) => {
    const base = defaultVariantColorsResolver(input);
    const name = input.color ?? "accent";
    if (input.variant === "filled" && (name === "accent" || name === "bad")) {
      return {
        ...base,
        background: `var(--${name})`,
        hover: `var(--${name}-hover)`,
        color: `var(--${name}-ink)`,
        border: "1px solid transparent",
      };
    }
    if (input.variant === "light" && ["accent", "bad", "ok", "warn"].includes(name)) {
      return {
        ...base,
        background: `var(--${name}-soft)`,
        hover: `var(--${name}-soft)`,
        color: `var(--${name})`,
        border: "1px solid transparent",
      };
    }
    if (input.variant === "subtle" && (name === "accent" || name === "gray")) {
      return {
        ...base,
        background: "transparent",
        hover: "var(--hover)",
        color: "var(--ink-2)",
        border: "1px solid transparent",
      };
    }
    if (input.variant === "subtle" && name === "bad") {
      return { ...base, background: "transparent", hover: "var(--bad-soft)", color: "var(--bad)" };
    }
    return base;
  },
  components: {
    Button: Button.extend({
      defaultProps: { size: "sm", variant: "default" },
      classNames: { root: classes.button },
    }),
    ActionIcon: ActionIcon.extend({
      defaultProps: { variant: "subtle", size: 32 },
      classNames: { root: classes.iconButton },
    }),
    Input: Input.extend({ defaultProps: { size: "sm" }, classNames: { input: classes.input } }),
    InputWrapper: Input.Wrapper.extend({
      defaultProps: { inputWrapperOrder: ["label", "input", "error", "description"] },
      classNames: {
        root: classes.wrapper,
        label: classes.label,
        description: classes.hint,
        error: classes.error,
      },
    }),
    TextInput: TextInput.extend({ defaultProps: { size: "sm" } }),
    Textarea: Textarea.extend({ defaultProps: { size: "sm" } }),
    NumberInput: NumberInput.extend({ defaultProps: { size: "sm" } }),
    Select: Select.extend({
      defaultProps: { size: "sm", checkIconPosition: "right", maxDropdownHeight: 280 },
    }),
    Checkbox: Checkbox.extend({ defaultProps: { size: "sm" }, classNames: { input: classes.check } }),
    Switch: Switch.extend({
      defaultProps: { size: "sm", withThumbIndicator: false },
      classNames: { track: classes.track },
    }),
    Modal: Modal.extend({
      defaultProps: {
        centered: true,
        radius: "lg",
        shadow: "lg",
        transitionProps: { duration: 140, transition: "fade" },
        overlayProps: { color: "var(--scrim)", backgroundOpacity: 1 },
      },
      classNames: {
        content: classes.floating,
        header: classes.dialogHead,
        body: classes.dialogBody,
        title: classes.dialogTitle,
      },
    }),
    Menu: Menu.extend({
      defaultProps: {
        shadow: "md",
        radius: "md",
        transitionProps: { duration: 120 },
        // Its placeholder is no item, and screen readers count items.
        withInitialFocusPlaceholder: false,
      },
      classNames: { dropdown: classes.floating, item: classes.menuItem },
    }),
    Portal: Portal.extend({ defaultProps: { target: floatingPlace() } }),
    Popover: Popover.extend({
      defaultProps: { shadow: "md", radius: "md", transitionProps: { duration: 120 } },
      classNames: { dropdown: classes.floating },
    }),
    Tooltip: Tooltip.extend({
      defaultProps: {
        openDelay: 350,
        transitionProps: { duration: 120 },
        events: { hover: true, focus: true, touch: false },
      },
      classNames: { tooltip: classes.tooltip },
    }),
    Badge: Badge.extend({
      defaultProps: { variant: "light", radius: "xl" },
      classNames: { root: classes.badge },
    }),
    Notification: Notification.extend({
      classNames: { root: classes.floating, description: classes.noticeWords },
    }),
    Kbd: Kbd.extend({ classNames: { root: classes.kbd } }),
    Loader: Loader.extend({ defaultProps: { type: "dots", size: "sm" } }),
    Skeleton: Skeleton.extend({ classNames: { root: classes.skeleton } }),
  },
});

const shared = {
  "--mantine-color-body": "var(--paper)",
  "--mantine-color-text": "var(--ink)",
  "--mantine-color-bright": "var(--ink)",
  "--mantine-color-dimmed": "var(--ink-2)",
  "--mantine-color-placeholder": "var(--ink-3)",
  "--mantine-color-anchor": "var(--accent)",
  "--mantine-color-default": "var(--card)",
  "--mantine-color-default-hover": "var(--hover)",
  "--mantine-color-default-color": "var(--ink)",
  "--mantine-color-default-border": "var(--line)",
  "--mantine-color-disabled": "var(--off-soft)",
  "--mantine-color-disabled-color": "var(--ink-3)",
  "--mantine-color-disabled-border": "var(--line)",
  "--mantine-color-error": "var(--bad)",
  "--mantine-color-success": "var(--ok)",
  "--mantine-primary-color-contrast": "var(--accent-ink)",
};

const named = (name: string) => ({
  [`--mantine-color-${name}-filled`]: `var(--${name})`,
  [`--mantine-color-${name}-filled-hover`]: `var(--${name}-hover, var(--${name}))`,
  [`--mantine-color-${name}-text`]: `var(--${name})`,
  [`--mantine-color-${name}-light`]: `var(--${name}-soft)`,
  [`--mantine-color-${name}-light-hover`]: `var(--${name}-soft)`,
  [`--mantine-color-${name}-light-color`]: `var(--${name})`,
  [`--mantine-color-${name}-outline`]: `var(--${name})`,
  [`--mantine-color-${name}-outline-hover`]: `var(--${name}-soft)`,
});

const scheme = { ...shared, ...named("accent"), ...named("bad"), ...named("ok"), ...named("warn") };

export const resolveVariables: CSSVariablesResolver = () => ({ variables: {}, light: scheme, dark: scheme });
