import { CopyButton } from "@/components/ui/copy-button";

/** Shows a program or a listing unchanged; it scrolls within itself. @param copies whether a button copies it */
export function CodeBlock({
  label,
  copies = false,
  children,
}: {
  readonly label: string;
  readonly copies?: boolean;
  readonly children: string;
}) {
  return (
    <div className="code-block">
      {/* people must be able to reach a scrolling region by keyboard */}
      <section
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls
        tabIndex={0}
        aria-label={label}
      >
        <pre>
          <code>{children}</code>
        </pre>
      </section>
      {copies ? <CopyButton text={children} /> : null}
    </div>
  );
}
