import { CopyButton } from "@/components/ui/copy-button";

/** Shows a program or a listing unchanged, with a button that copies it; it scrolls within itself. */
export function CodeBlock({ label, children }: { readonly label: string; readonly children: string }) {
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
      <CopyButton text={children} />
    </div>
  );
}
