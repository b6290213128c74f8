import { ChatIcon } from './icons';
import classes from './Workspace.module.css';

export function Brand() {
  return (
    <div className={classes.brand}>
      <span className={classes.mark}>
        <ChatIcon size={18} />
      </span>
      EZ Console
    </div>
  );
}
