import { avatarHue, initials } from './people';
import classes from './PersonAvatar.module.css';

interface PersonAvatarProps {
  readonly name: string;
  /** What the colour follows; the name may change, this does not. */
  readonly seed: string;
  readonly size?: number;
  readonly online?: boolean;
}

export function PersonAvatar({ name, seed, size = 40, online }: PersonAvatarProps) {
  return (
    <span
      className={classes.avatar}
      data-hue={avatarHue(seed)}
      style={{ width: size, height: size, fontSize: size * 0.38 }}
      aria-hidden="true"
    >
      {initials(name)}
      {online !== undefined && <span className={classes.presence} data-online={online} />}
    </span>
  );
}
