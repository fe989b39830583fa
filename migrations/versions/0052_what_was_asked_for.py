"""queries with digits stay on the server, filters are kept under a name, names are heard anew

One name written in two ways (Abdurrahman, Abdul Rahman) sounds alike from now on: every start fills
what is empty here.
"""

import sqlalchemy as sa
from alembic import op

from association.database import UtcDateTime

revision = '0052'
down_revision = '0050'
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')


def upgrade() -> None:
    op.create_table(
        'kept_query',
        sa.Column('id', sa.LargeBinary(length=16), nullable=False),
        sa.Column('text_sealed', sa.LargeBinary(), nullable=False),
        sa.Column('asked_at', UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint('id', name='pk_kept_query'),
    )
    op.create_index('ix_kept_query_asked_at', 'kept_query', ['asked_at'])
    op.create_table(
        'saved_filter',
        sa.Column('id', ID, nullable=False),
        sa.Column('association_id', ID, nullable=False),
        sa.Column('name', sa.String(length=40), nullable=False),
        sa.Column('fields', sa.JSON(), nullable=False),
        sa.Column('made_at', UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ['association_id'], ['association.id'], name='fk_saved_filter_association_id_association'
        ),
        sa.PrimaryKeyConstraint('id', name='pk_saved_filter'),
        sa.UniqueConstraint('association_id', 'name', name='uq_saved_filter_association_id_name'),
    )
    op.execute("UPDATE member SET name_sound = ''")


def downgrade() -> None:
    op.drop_table('saved_filter')
    op.drop_index('ix_kept_query_asked_at', 'kept_query')
    op.drop_table('kept_query')
