import type { ReactNode } from "react";

type Props = {
  readonly title: string;
  /** a sentence about the group */
  readonly about?: ReactNode;
  readonly children: ReactNode;
};

/** A group of a form's fields under a title. Where there is room, title and sentence stand at the left. */
export function FormGroup({ title, about, children }: Props) {
  return (
    <section className="form-group">
      <h2>{title}</h2>
      {about ? <p>{about}</p> : null}
      <div>{children}</div>
    </section>
  );
}

/** The same, folded away. @param note what is set in it, for whom does not see its fields */
export function FoldedGroup(props: Props & { readonly note?: ReactNode; readonly open?: boolean }) {
  const { title, about, note, open, children } = props;
  return (
    <details className="form-group" open={open}>
      <summary>
        <h2>{title}</h2>
        {note}
      </summary>
      {about ? <p>{about}</p> : null}
      <div>{children}</div>
    </details>
  );
}
