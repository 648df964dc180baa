/** Parts of the chat that are loaded when somebody first needs them: a running chat does without. */

import { createContext, type FunctionComponent } from "preact";
import { useContext, useEffect, useState } from "preact/hooks";

/** What else has to be there before such a part is shown: styles and texts, where they are loaded late, too. */
export type Bring = () => Promise<unknown>;

export const BringContext = createContext<Bring>(() => Promise.resolve());

/**
 * The view of a module once it is there; until then `Waiting`, which takes the same room, or nothing.
 * What could not be loaded is tried again when the network is back.
 */
export function later<Props extends object>(
  load: () => Promise<FunctionComponent<Props>>,
  Waiting?: FunctionComponent<Props>,
): FunctionComponent<Props> {
  let known: FunctionComponent<Props> | null = null;
  return function Later(props: Props) {
    const bring = useContext(BringContext);
    const [loaded, setLoaded] = useState({ View: known });
    useEffect(() => {
      if (loaded.View) return;
      const attempt = () =>
        Promise.all([load(), bring()]).then(
          ([View]) => {
            known = View;
            setLoaded({ View });
          },
          () => undefined,
        );
      void attempt();
      window.addEventListener("online", attempt);
      return () => window.removeEventListener("online", attempt);
    }, [loaded.View]);
    if (loaded.View) return <loaded.View {...props} />;
    return Waiting ? <Waiting {...props} /> : null;
  };
}
