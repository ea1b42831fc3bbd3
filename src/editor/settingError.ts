/** Something that a setting says cannot be used; whoever tells the user can lead there. */
export class SettingError extends Error {
  /** The whole name of the setting. */
  readonly setting: string;

  constructor(setting: string, message: string) {
    super(message);
    this.setting = setting;
  }
}
