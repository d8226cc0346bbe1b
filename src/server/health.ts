/** Whether the server can do its work, and if not, why: what `/readyz` says. */
export interface Health {
  /** The last commit failed, and why; null since one succeeded. */
  storage: string | null;
  /** The server was told to stop. */
  stopping: boolean;
}
