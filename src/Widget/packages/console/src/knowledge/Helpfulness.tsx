import { ThumbDownIcon, ThumbUpIcon } from '../shell/icons';
import classes from './ArticleList.module.css';

interface HelpfulnessProps {
  readonly article: { readonly helpfulCount: number; readonly notHelpfulCount: number };
}

/** What readers said of it; nothing where nobody said anything. */
export function Helpfulness({ article: { helpfulCount, notHelpfulCount } }: HelpfulnessProps) {
  if (helpfulCount + notHelpfulCount === 0) return null;
  return (
    <span className={classes.votes} title={`Helped ${helpfulCount}, did not help ${notHelpfulCount}`}>
      <ThumbUpIcon size={13} />
      {helpfulCount}
      <span className="ez-visually-hidden"> found it helpful, </span>
      <ThumbDownIcon size={13} />
      {notHelpfulCount}
      <span className="ez-visually-hidden"> did not</span>
    </span>
  );
}
