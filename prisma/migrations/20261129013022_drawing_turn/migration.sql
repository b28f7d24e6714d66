-- CreateTable
CREATE TABLE "drawing_turn" (
    "i_drawing_turn" INTEGER NOT NULL,

    CONSTRAINT "drawing_turn_pkey" PRIMARY KEY ("i_drawing_turn"),
    -- one row: its lock is the turn
    CONSTRAINT "drawing_turn_one" CHECK ("i_drawing_turn" = 1)
);

INSERT INTO "drawing_turn" VALUES (1);
