import { css } from 'lit';

/** What is out of the ordinary: flags that somebody allowed, papers after the cut-off, fields that must be filled in. */
export const exceptionStyles = css`
  .finding-head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
  }
  .finding-head > .chip {
    margin-left: 10px;
  }
  .must {
    margin-left: 4px;
    font-size: var(--_fs-1);
    font-weight: 400;
    color: var(--_text-3);
  }
  .hold.tried {
    color: var(--_bad-text);
    font-weight: var(--_fw-medium);
  }
  .after-cut-off {
    margin-left: 6px;
    color: var(--_warn-text);
  }
`;
