"use client";
import { Component, type ReactNode } from "react";
import { Alert } from "./alert";
import { Button } from "./button";
import { LoadAdvice } from "./load-advice";
import { isLoadFault } from "./load-fault";

type Props = {
  /** What is missing, as the subject of a sentence: "The key doctor". */
  what: string;
  children: ReactNode;
};

/** Around a part of a page: where it cannot load or breaks, the rest stays, and here stand the reason and a way on. */
export class WidgetBoundary extends Component<Props, { error: unknown }> {
  override state = { error: null };

  static getDerivedStateFromError(error: unknown) {
    return { error: error ?? new Error("unknown") };
  }

  override render() {
    if (this.state.error === null) return this.props.children;
    const away = isLoadFault(this.state.error);
    return (
      <Alert
        kind="warning"
        live
        title={`${this.props.what} could not be ${away ? "loaded" : "shown"}`}
        action={
          // The browser remembers a script that did not come: only a new page asks for it again.
          <Button size="sm" onClick={() => (away ? location.reload() : this.setState({ error: null }))}>
            Try again
          </Button>
        }
      >
        {away ? <LoadAdvice /> : "The rest of the page works. Should it fail again, load the page anew."}
      </Alert>
    );
  }
}
